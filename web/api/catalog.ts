import type { z } from 'zod';
import type { catalog } from '../../functions/catalog.ts';

/** What the catalog says of operations, as types alone: nothing of it is in the page. */
type Operation = (typeof catalog)[number];
type Shown = Exclude<Operation, { readonly surfaces: readonly [] }>;
type Named<Name extends string> = Extract<Operation, { readonly name: Name }>;

/** Operations that are read by GET, with their fields in the query. */
export type ReadName = Extract<Shown, { readonly risk: 'read' }>['name'];
/** Operations that are asked for by POST. */
export type ChangeName = Exclude<Shown['name'], ReadName>;

export type Input<Name extends string> = z.input<Named<Name>['input']>;
export type Answer<Name extends string> = z.output<Named<Name>['output']>;
