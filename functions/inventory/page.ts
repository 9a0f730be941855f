import type { Resource } from '../../core/inventory/resource.ts';
import type { ResourcePage } from './lister.ts';

/** A page from what a call answered; AWS says an empty token, too, where nothing follows. */
export function pageOf(resources: readonly Resource[], next: string | undefined): ResourcePage {
  return { resources, ...(next && { next }) };
}
