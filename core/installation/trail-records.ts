/** What a trail records, in the older form of its selectors. */
export interface BasicSelector {
  readonly includeManagementEvents: boolean;
  /** All, ReadOnly or WriteOnly. */
  readonly readWriteType: string;
}

/** The newer form: every field has to hold. */
export interface AdvancedSelector {
  readonly field: string;
  readonly equals: readonly string[];
}

/**
 * Whether a trail records management events that change something: those are what EventBridge passes on as API calls.
 * @param advanced one list of fields for each selector
 */
export function recordsChanges(
  basic: readonly BasicSelector[],
  advanced: readonly (readonly AdvancedSelector[])[],
): boolean {
  const inBasic = basic.some(
    ({ includeManagementEvents, readWriteType }) => includeManagementEvents && readWriteType !== 'ReadOnly',
  );
  return inBasic || advanced.some(ofManagement);
}

function ofManagement(fields: readonly AdvancedSelector[]): boolean {
  const of = (name: string) => fields.find(({ field }) => field === name)?.equals;
  const readOnly = of('readOnly');
  return (
    (of('eventCategory')?.includes('Management') ?? false) &&
    !(readOnly?.every((value) => value === 'true') ?? false)
  );
}
