import { LeftOut } from './left-out.ts';

/** The SDK makes one of its strategies for a client without one; `createClients` gives every client ours. */
class OwnStrategy {
  constructor() {
    throw new LeftOut('retry strategies');
  }
}

export { OwnStrategy as AdaptiveRetryStrategy, OwnStrategy as StandardRetryStrategy };
