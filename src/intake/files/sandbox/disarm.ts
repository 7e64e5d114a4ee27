import { registerHooks } from "node:module";

/**
 * Takes from this process what no reader of files needs: connections and whatever could make one, more processes, more
 * threads. The runtime's permissions and a network name space do the same from outside; this holds where those are not to be had.
 */
export function disarm(): void {
  for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest", "Worker"])
    Reflect.deleteProperty(globalThis, name);
  const getBuiltinModule = process.getBuiltinModule;
  Object.defineProperty(process, "getBuiltinModule", {
    value: (name: string) => (closed.test(name) ? forbidden() : getBuiltinModule(name)),
    configurable: false,
    writable: false,
  });
  for (const name of ["binding", "_linkedBinding", "dlopen", "kill"])
    Object.defineProperty(process, name, { value: forbidden, configurable: false, writable: false });
  registerHooks({
    resolve: (specifier, context, next) => {
      if (closed.test(specifier)) throw new Error("this process reads files and does nothing else");
      return next(specifier, context);
    },
  });
}

/** Also a library for drawing, which the reader of PDF tries to load and does well without. */
const closed =
  /^(?:node:)?(?:net|tls|dgram|dns|http|https|http2|inspector|cluster|child_process|worker_threads|repl|vm|wasi)(?:\/|$)|^@napi-rs\//;

function forbidden(): never {
  throw new Error("this process reads files and does nothing else");
}
