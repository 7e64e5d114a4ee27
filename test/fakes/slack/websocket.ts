import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

export type WebSocketPeer = { send(text: string): void; close(): void };

const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };

/** The server side of RFC 6455, as far as socket mode needs it: unfragmented text, ping, close. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  on: { onText: (text: string) => void; onClose: () => void },
): WebSocketPeer {
  const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${guid}`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(Buffer.concat([header(opcode, payload.length), payload]));
  };
  let buffered: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let frame = readFrame(buffered); frame; frame = readFrame(buffered)) {
      buffered = buffered.subarray(frame.size);
      if (frame.opcode === opcodes.text) on.onText(frame.payload.toString("utf8"));
      if (frame.opcode === opcodes.ping) write(opcodes.pong, frame.payload);
      if (frame.opcode === opcodes.close) {
        write(opcodes.close, frame.payload);
        socket.end();
      }
    }
  });
  socket.on("close", on.onClose);
  socket.on("error", () => socket.destroy());
  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    close: () => {
      write(opcodes.close, Buffer.from([3, 232]));
      socket.end();
    },
  };
}

function header(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length]);
  if (length < 65_536) return Buffer.from([0x80 | opcode, 126, length >> 8, length & 255]);
  const head = Buffer.alloc(10);
  head[0] = 0x80 | opcode;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** The first whole frame in `bytes`; null while it is incomplete. Clients always mask. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 127;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extra + 4;
  if (bytes.length < start) return null;
  const length = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let i = 0; i < length; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return { opcode: bytes.readUInt8(0) & 15, payload, size: start + length };
}
