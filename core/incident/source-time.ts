const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A moment as its source wrote it, in milliseconds: ISO 8601 with a zone, which CloudWatch writes without a colon
 * (`+0000`). Undefined for anything else, a day that its month does not have included.
 */
export function sourceTime(text: unknown): number | undefined {
  const [, day, time, zone = ''] = typeof text === 'string' ? (FORM.exec(text) ?? []) : [];
  if (day === undefined || isoDay(day) !== day) return undefined;
  const colon = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const at = Date.parse(`${day}T${time}${colon}`);
  return Number.isNaN(at) ? undefined : at;
}

/** Days that a month does not have roll over into the next one. */
function isoDay(day: string): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 10);
}

/** ISO 8601 in UTC with milliseconds: the form of every time in the records, so that text order is time order. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
