import { LeftOut } from './left-out.ts';

/** Clients of services that have an operation with an event stream ask for these names; ours use no such operation. */
export class EventStreamSerde {
  constructor() {
    refuse();
  }
}

export const eventStreamSerdeProvider = (): never => refuse();

/** Part of every such client's construction: the marshaller that it sets must not fail before it is used. */
export function resolveEventStreamSerdeConfig<Config extends object>(config: Config): Config {
  return Object.assign(config, { eventStreamMarshaller: { serialize: refuse, deserialize: refuse } });
}

function refuse(): never {
  throw new LeftOut('event streams');
}
