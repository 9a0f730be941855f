import { type HttpClient, systemHttp } from '../../functions/http-client.ts';
import type { UsersSide } from '../data-plane/users-side.ts';

/**
 * How functions reach the users' side over HTTP: through real sockets where there are any; in the model the
 * request goes to the listener with that port, and nowhere else.
 */
export function outgoingHttp(users: UsersSide): HttpClient {
  if (users.plane.kind === 'live') return systemHttp;
  return async ({ url, headers = {} }) => {
    const { port, pathname, hostname } = new URL(url);
    const listener = [...users.elbv2.inventory.listeners.values()].find(
      ({ front }) => front.port === Number(port),
    );
    if (!listener) throw new Error(`connect ECONNREFUSED ${hostname}:${port}`);
    const { status } = await users.plane.send(listener.front, { path: pathname, headers });
    if (status === 0) throw new Error('socket hang up');
    return { status, headers: {}, body: '' };
  };
}
