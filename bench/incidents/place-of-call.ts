import type { System } from '../../sandbox/workloads/system.ts';

type Input = Readonly<Record<string, unknown>>;

/** The place of a topology that a call of AWS is about; the call's own words where it is about none. */
export function placeOf(system: System, input: Input): string {
  const machines = [input['InstanceIds']].flat().map((id) => machineAt(system, String(id)));
  const [machine] = machines.flatMap((place) => place ?? []);
  if (machine !== undefined) return machine;
  const words = ['service', 'FunctionName', 'ResourceId', 'cluster', 'ResourceName'].map(
    (name) => input[name],
  );
  const named = words.map(String).find((word) => placesOf(system).some((place) => isAbout(word, place)));
  const place = placesOf(system).find((known) => named !== undefined && isAbout(named, known));
  return place ?? JSON.stringify(input).slice(0, 200);
}

function placesOf({ parts }: System): readonly string[] {
  return [...parts.pairs.keys(), ...parts.functions.keys()];
}

/** A service's name alone, or as part of an ARN, or with the side behind it. */
function isAbout(word: string, place: string): boolean {
  return word
    .split(/[:/]/)
    .some((part) => part === place || part === `${place}-blue` || part === `${place}-green`);
}

/** A database for the machine from which it is administered, else the service that the machine is there for. */
function machineAt({ parts }: System, id: string): string | undefined {
  const database = [...parts.databases].find(([, { instanceId }]) => instanceId === id)?.[0];
  return database ?? parts.instances.find((instance) => instance.id === id)?.service;
}
