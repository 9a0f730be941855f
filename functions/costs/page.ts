/** Recommendations that one item holds. */
export const PAGE_SIZE = 200;

/** The part of an analysis that holds so many recommendations from there on; counts from 0. */
export function pageName(page: number): string {
  return `PAGE#${String(page).padStart(4, '0')}`;
}
