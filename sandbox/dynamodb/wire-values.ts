/** A request or an item with binary values in base64, as the engine stores them. */
export function toStored<Value>(value: Value): Value {
  return convert(value, (bytes) => Buffer.from(bytes).toString('base64')) as Value;
}

function convert(value: unknown, encode: (bytes: Uint8Array) => string): unknown {
  if (value instanceof Uint8Array) return encode(value);
  if (Array.isArray(value)) return value.map((element) => convert(element, encode));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, convert(member, encode)]));
}

/** Attribute values by name, such as an item or a key, with binary values as bytes, as the SDK's types have them. */
export function itemFromStored(item: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueFromStored(value)]));
}

function valueFromStored(value: Readonly<Record<string, unknown>>): object {
  const { B, BS, L, M } = value as { B?: string; BS?: string[]; L?: object[]; M?: object };
  if (B !== undefined) return { B: bytes(B) };
  if (BS !== undefined) return { BS: BS.map(bytes) };
  if (L !== undefined) return { L: L.map((element) => valueFromStored(element as Record<string, unknown>)) };
  return M !== undefined ? { M: itemFromStored(M) } : { ...value };
}

function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
