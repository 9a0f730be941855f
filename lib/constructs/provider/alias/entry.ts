import { type ResourceEvent, serveResource } from '../custom-resource.ts';
import { systemRuntime } from '../runtime.ts';
import { aliasProvider } from './provider.ts';

/** The Lambda entry of the alias's provider. */
export const handler = (event: ResourceEvent): Promise<void> =>
  serveResource(aliasProvider, event, systemRuntime());
