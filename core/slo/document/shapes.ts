import { isObject, type Shape } from '../../alerting/shape.ts';

/** A name as Kubernetes takes it. */
export const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A number within bounds, both included. */
export function number(least: number, most: number): Shape {
  return (value, path, report) => {
    if (typeof value !== 'number' || !(value >= least && value <= most))
      report.add(path, 'does not fit', `a number from ${least} to ${most}`);
  };
}

export const flag: Shape = (value, path, report) => {
  if (typeof value !== 'boolean') report.add(path, 'does not fit', 'true or false');
};

/** Whatever it is, it is left alone. */
export const anything: Shape = () => undefined;

/** An object of any fields. */
export const object: Shape = (value, path, report) => {
  if (!isObject(value)) report.add(path, 'does not fit', 'an object');
};

/** The fields that are there have to fit; all others are left alone. */
export function open(known: Readonly<Record<string, Shape>>): Shape {
  return (value, path, report) => {
    if (!isObject(value)) return report.add(path, 'does not fit', 'an object');
    for (const [name, shape] of Object.entries(known))
      if (Object.hasOwn(value, name)) shape(value[name], [...path, name], report);
  };
}

/** Text of one line, at most so long. */
export function words(most: number): Shape {
  return (value, path, report) => {
    if (typeof value !== 'string' || value.length > most)
      report.add(path, 'does not fit', `text of at most ${most} characters`);
  };
}
