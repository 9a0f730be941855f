import type { Notification } from '../../core/alerting/notice.ts';
import type { WindowName } from './digest-windows.ts';

/** What lies in the queue: a notification, or the end of a window whose gathered messages are to be told. */
export type Queued =
  | { readonly kind: 'notification'; readonly notification: Notification }
  | { readonly kind: 'digest'; readonly window: WindowName };

/** A body that one of our own functions has sent; undefined for any other. */
export function readQueued(body: string): Queued | undefined {
  try {
    const { kind, notification, window } = JSON.parse(body) as Partial<Record<string, unknown>>;
    if (kind === 'notification' && isNotification(notification)) return { kind, notification };
    if (kind === 'digest' && isWindow(window)) return { kind, window };
    return undefined;
  } catch {
    return undefined;
  }
}

function isNotification(value: unknown): value is Notification {
  const { id, channel, notice } = (value ?? {}) as Partial<Record<keyof Notification, unknown>>;
  const { subject, type, services } = (notice ?? {}) as Partial<Record<string, unknown>>;
  const texts = [id, channel, subject, type].every((text) => typeof text === 'string');
  return texts && Array.isArray(services);
}

function isWindow(value: unknown): value is WindowName {
  const { channel, start } = (value ?? {}) as Partial<WindowName>;
  return typeof channel === 'string' && Number.isFinite(start);
}
