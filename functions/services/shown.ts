import type { z } from 'zod';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { serviceOutput } from './service-output.ts';
import type { StoredService } from './store.ts';

/** A service as operations answer it: without the head of its audit chain. */
export function shown(service: ServiceRecord): z.input<typeof serviceOutput> {
  const { head: _head, ...record } = service as StoredService;
  // The one difference is that the contract's arrays may be written to, so it gets its own.
  return structuredClone<unknown>(record) as z.input<typeof serviceOutput>;
}
