import { type HttpClient, systemHttp } from '../../functions/http-client.ts';
import type { UsersSide } from '../data-plane/users-side.ts';
import type { Estate } from '../estate/estate.ts';
import { answerOsv } from '../osv/osv.ts';

const OSV_HOST = 'api.osv.dev';

/**
 * How functions reach the users' side over HTTP: through real sockets where there are any; in the model the
 * request goes to the listener with that port, or to OSV, and nowhere else.
 */
export function outgoingHttp(users: UsersSide, estate: Estate): HttpClient {
  if (users.plane.kind === 'live') return systemHttp;
  return async (request) => {
    const { url, headers = {} } = request;
    const { port, pathname, hostname } = new URL(url);
    if (hostname === OSV_HOST) return answerOsv(estate, request);
    const listener = [...users.elbv2.inventory.listeners.values()].find(
      ({ front }) => front.port === Number(port),
    );
    if (!listener) throw new Error(`connect ECONNREFUSED ${hostname}:${port}`);
    const { status } = await users.plane.send(listener.front, { path: pathname, headers });
    if (status === 0) throw new Error('socket hang up');
    return { status, headers: {}, body: '' };
  };
}
