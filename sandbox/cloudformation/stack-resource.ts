import type { PresentResource } from './resource-type.ts';
import type { TemplateResource } from './template.ts';

/** A resource of a stack as it is there. */
export interface StackResource extends PresentResource {
  readonly declared: TemplateResource;
}

const RETAINED = ['Retain', 'RetainExceptOnCreate'];

/** Whether a resource that the template no longer has stays. */
export function isKept({ DeletionPolicy = 'Delete' }: TemplateResource): boolean {
  return RETAINED.includes(DeletionPolicy);
}

/** Whether a resource that another one has replaced stays. */
export function isKeptWhenReplaced({ UpdateReplacePolicy = 'Delete' }: TemplateResource): boolean {
  return UpdateReplacePolicy === 'Retain';
}
