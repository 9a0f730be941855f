import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What a request over a connection of its own took, in milliseconds; a part that there was not is missing. */
export interface Measures {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the connection, with TLS where there is any, to the first byte of the answer. */
  readonly firstByteMs: number;
  readonly totalMs: number;
  /** When the certificate of the other side expires, milliseconds. */
  readonly certificateExpires?: number;
  /** The body went on beyond what was read. */
  readonly bodyCut: boolean;
}

/** When each part ended, by the machine's monotonic clock. */
interface Marks {
  readonly begun: number;
  lookup?: number;
  connect?: number;
  secureConnect?: number;
  response?: number;
  certificateExpires?: number;
}

/** Watches a request that was just made; what it answers is to be asked when the answer was read. */
export function measure(outgoing: ClientRequest): (bodyCut: boolean) => Measures {
  const marks: Marks = { begun: performance.now() };
  outgoing.once('socket', (socket: Socket) => {
    for (const event of ['lookup', 'connect', 'secureConnect'] as const)
      socket.once(event, () => {
        marks[event] = performance.now();
      });
    socket.once('secureConnect', () => Object.assign(marks, expiryOf(socket)));
  });
  // Before the listener that reads it.
  outgoing.prependListener('response', () => {
    marks.response = performance.now();
  });
  return (bodyCut) => ({ ...partsOf(marks, performance.now()), bodyCut });
}

function expiryOf(socket: Socket): Pick<Marks, 'certificateExpires'> {
  if (!(socket instanceof TLSSocket)) return {};
  const expires = Date.parse(socket.getPeerCertificate().valid_to);
  return Number.isNaN(expires) ? {} : { certificateExpires: expires };
}

function partsOf(marks: Marks, now: number): Omit<Measures, 'bodyCut'> {
  const { begun, lookup, connect, secureConnect, response = now, certificateExpires } = marks;
  return {
    ...(lookup !== undefined && { dnsMs: rounded(lookup - begun) }),
    ...(connect !== undefined && { connectMs: rounded(connect - (lookup ?? begun)) }),
    ...(secureConnect !== undefined && { tlsMs: rounded(secureConnect - (connect ?? begun)) }),
    firstByteMs: rounded(response - (secureConnect ?? connect ?? begun)),
    totalMs: rounded(now - begun),
    ...(certificateExpires !== undefined && { certificateExpires }),
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
