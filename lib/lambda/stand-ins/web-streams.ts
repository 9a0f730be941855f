import { LeftOut } from './left-out.ts';

/** Forms of the same functions for the browser's streams; what Node's HTTP answers with is a `Readable`. */
function refuse(): never {
  throw new LeftOut('web streams');
}

export { refuse as createChecksumStream, refuse as sdkStreamMixin };
