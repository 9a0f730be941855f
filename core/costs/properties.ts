import type { Resource } from '../inventory/resource.ts';

const DAY_MS = 86_400_000;

/** A text among a resource's properties; empty when there is none. */
export function text({ properties }: Resource, name: string): string {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
}

/** A number among a resource's properties; 0 when there is none. */
export function number({ properties }: Resource, name: string): number {
  const value = properties[name];
  return typeof value === 'number' ? value : 0;
}

export function list({ properties }: Resource, name: string): readonly unknown[] {
  const value = properties[name];
  return Array.isArray(value) ? value : [];
}

/** A member of a structure among a resource's properties. */
export function member({ properties }: Resource, name: string, inner: string): unknown {
  return record(properties[name])[inner];
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Days since a time among a resource's properties; 0, as of something new, when it is not there. */
export function daysSince(resource: Resource, name: string, now: number): number {
  const value = resource.properties[name];
  const at = typeof value === 'number' ? value : Date.parse(text(resource, name));
  return Number.isFinite(at) ? (now - at) / DAY_MS : 0;
}
