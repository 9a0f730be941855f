/** How far the making of a revision is. */
export type Made =
  | { readonly version: string }
  /** AWS is not done with the step before: it is asked again in a moment. */
  | 'not-yet';
