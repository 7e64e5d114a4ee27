import { ConfigError, loadConfig } from "./config.ts";
import { createLogger } from "./logging.ts";
import { type Server, startServer } from "./server.ts";

/** After this a stop that hangs is cut short. */
const stopWithinMs = 25_000;

const tell = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.LOG_LEVEL);
  const server = await startServer(config, logger);
  greet(server);

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    const timer = setTimeout(() => process.exit(1), stopWithinMs);
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "stop_failed");
        process.exit(1);
      },
    );
    timer.unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "unhandled_rejection"));
}

function greet(server: Server): void {
  tell(`Web chat / 网页聊天: ${server.address}/`);
  if (server.consoleLink) tell(`Console / 招聘控制台 (opens once / 仅可打开一次): ${server.consoleLink}`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  tell(error instanceof ConfigError ? message : `Qinpin cannot start: ${message}`);
  process.exit(1);
});
