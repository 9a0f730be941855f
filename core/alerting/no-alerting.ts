import type { Alerting } from './alerting.ts';

/** Nobody is told of anything: what holds until a document is set. */
export const NO_ALERTING: Alerting = {
  channels: [],
  policies: [],
  routes: [],
  suppressions: [],
  maintenance: [],
  // How much is told before a digest gathers the rest, when the document does not say.
  digest: { messages: 20, withinSeconds: 300 },
};
