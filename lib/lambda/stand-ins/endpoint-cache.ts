import { LeftOut } from './left-out.ts';

/**
 * The DynamoDB client makes this cache, and only commands with endpoint discovery ask it: none of ours, since
 * DynamoDB's endpoints are regional. The SDK's own brings an LRU cache of 8 KB.
 */
export class EndpointCache {
  getEndpoint(): never {
    throw new LeftOut('endpoint discovery');
  }
}
