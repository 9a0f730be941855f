import { InvalidInput, type Violation } from '../../../core/errors.ts';
import type { Window } from '../../../core/freeze/freeze.ts';
import { isRealInstant } from '../../../core/freeze/instant.ts';
import { isTimeZone } from '../../../core/zoned-time.ts';

/** @throws InvalidInput for windows that end before they begin, and for dates and zones that do not exist */
export function checkWindows(windows: readonly Window[]): void {
  const violations = windows.flatMap((window, index) =>
    violationsOf(window).map((violation) => ({
      ...violation,
      field: `freeze.windows.${index}.${violation.field}`,
    })),
  );
  const [first] = violations;
  if (first) throw new InvalidInput(`${first.field} ${first.problem}.`, { violations });
}

/** What is wrong with a window, by its fields. */
export function violationsOf(window: Window): Violation[] {
  if ('days' in window) {
    if (isTimeZone(window.timeZone)) return [];
    return [
      { field: 'timeZone', problem: 'is no known time zone', allowed: 'an IANA name, such as Europe/Dublin' },
    ];
  }
  const unreal = (['from', 'to'] as const).filter((field) => !isRealInstant(window[field]));
  if (unreal.length > 0)
    return unreal.map((field) => ({
      field,
      problem: 'is no date',
      allowed: 'an existing date and time, ISO 8601',
    }));
  if (Date.parse(window.from) < Date.parse(window.to)) return [];
  return [{ field: 'to', problem: 'is not after from', allowed: 'a later time than from' }];
}
