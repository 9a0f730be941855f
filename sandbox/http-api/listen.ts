import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Binds a server to 127.0.0.1, to a free port when the one asked for is taken, and answers the port. */
export async function listen(server: Server, port: number): Promise<number> {
  try {
    return await bind(server, port);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    return bind(server, 0);
  }
}

async function bind(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  server.off('error', reject);
  return (server.address() as AddressInfo).port;
}
