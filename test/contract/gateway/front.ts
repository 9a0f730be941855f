import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { VirtualClock } from '../../../sandbox/clock/virtual-clock.ts';
import { testScope } from '../../../sandbox/hook/account.fixture.ts';
import { HttpApi, type HttpApiOptions } from '../../../sandbox/http-api/http-api.ts';

/** A request as it goes over the wire, just as it is written. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export const PROFILE = 'alice';
export const AUTHORIZER = 'authorizer';

/** The sandbox's front with one route for everything, and the events that its functions got. */
export class Front {
  readonly #api: HttpApi;
  readonly events: Record<string, unknown>[] = [];
  /** What the authoriser was asked. */
  readonly questions: Record<string, unknown>[] = [];
  #port = 0;

  constructor(options: Partial<HttpApiOptions> = {}) {
    const scope = testScope(new VirtualClock(Date.UTC(2026, 2, 12, 19, 3, 58)));
    this.#api = new HttpApi(scope, {
      apiId: 'a1b2c3d4e5',
      profiles: {
        [PROFILE]: {
          userArn: 'arn:aws:sts::000000000000:assumed-role/developer/alice',
          userId: 'AROAEXAMPLE:alice',
          accountId: scope.accountId,
        },
      },
      routes: [{ method: 'ANY', path: '/{proxy+}', functionName: 'echo' }],
      invoke: async (name, event) => {
        const kept = name === AUTHORIZER ? this.questions : this.events;
        kept.push(JSON.parse(event) as Record<string, unknown>);
        const answer = name === AUTHORIZER ? { isAuthorized: true, context: { key: 'value' } } : 'ok';
        return { payload: JSON.stringify(answer) };
      },
      ...options,
    });
  }

  async open(): Promise<this> {
    this.#port = (await this.#api.listen()).port;
    return this;
  }

  close(): Promise<void> {
    return this.#api.close();
  }

  async send({ method, target, headers, body }: WireRequest): Promise<WireAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<WireAnswer>();
    const sent = httpRequest(
      { host: '127.0.0.1', port: this.#port, method, path: target, headers, agent: false },
      (response) => {
        const status = response.statusCode ?? 0;
        text(response).then((said) => resolve({ status, headers: response.headers, body: said }), reject);
      },
    );
    sent.once('error', reject);
    sent.end(body);
    return promise;
  }
}
