import { request as requestPlain } from "node:http";
import { request as requestSafe } from "node:https";
import { isIP } from "node:net";

/** An answer whose body has not been read yet. */
export type Opened = {
  status: number;
  location: string | undefined;
  encoding: string | undefined;
  length: number | undefined;
  body: AsyncIterable<Buffer>;
  close: () => void;
};

/** Asks for `url` at exactly this address. */
export type OpenUrl = (
  url: URL,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Opened>;

/** Connects to the address that was checked and to no other, whatever the name means by now; follows nothing. */
export const openByAddress: OpenUrl = (url, address, headers, signal) =>
  new Promise((resolve, reject) => {
    const family = isIP(address);
    const request = url.protocol === "https:" ? requestSafe : requestPlain;
    const sent = request(
      url,
      {
        agent: false,
        signal,
        headers: { ...headers, "accept-encoding": "identity" },
        lookup: (_host, { all }, done) =>
          all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      (answer) => {
        const length = Number(answer.headers["content-length"]);
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location,
          encoding: answer.headers["content-encoding"],
          length: Number.isFinite(length) ? length : undefined,
          body: answer,
          close: () => sent.destroy(),
        });
      },
    );
    sent.once("error", reject);
    sent.end();
  });
