import type { AccountScope } from '../service.ts';
import type { CustomResponse, CustomResponses } from './resource-type.ts';

const HOST = 'https://cloudformation-custom-resource-response.sandbox/';

/** The place where functions behind custom resources send their answers to. */
export function customResponses({ id }: Pick<AccountScope, 'id'>): CustomResponses {
  const waiting = new Map<string, (response: CustomResponse) => void>();
  return {
    http: async ({ url, method, body = '' }) => {
      const answer = waiting.get(url);
      if (method !== 'PUT' || !answer) throw new Error(`Nobody waits at ${method} ${url}.`);
      waiting.delete(url);
      answer(JSON.parse(body) as CustomResponse);
      return { status: 200, headers: {}, body: '' };
    },
    expect() {
      const url = `${HOST}${id()}`;
      const { promise, resolve } = Promise.withResolvers<CustomResponse>();
      waiting.set(url, resolve);
      return { url, response: promise };
    },
  };
}
