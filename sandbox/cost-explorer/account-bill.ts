import type { Ecs } from '../ecs/ecs.ts';
import type { Estate, EstateResource } from '../estate/estate.ts';
import { type DailyCharge, fargateCharges, RATES } from './rates.ts';

/** One line of the bill: what one resource, or something seeded, cost on one day. */
export interface BillLine {
  readonly day: string;
  readonly service: string;
  readonly usageType: string;
  readonly recordType: string;
  readonly amount: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** A charge by the day that no resource stands for: requests, traffic, credits. */
export interface SeededCharge extends DailyCharge {
  readonly day: string;
  readonly recordType?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
/** Where services say since when a resource is there. */
const CREATED = [
  'CreateTime',
  'LaunchTime',
  'StartTime',
  'CreatedTime',
  'InstanceCreateTime',
  'CreationDateTime',
  'creationTime',
  'createdAt',
];

/** Bills every resource that there is, day by day since it was made, from the table of prices. */
export class AccountBill {
  readonly #estate: Estate;
  readonly #ecs: Ecs;
  readonly #seeded: SeededCharge[] = [];

  constructor(estate: Estate, ecs: Ecs) {
    this.#estate = estate;
    this.#ecs = ecs;
  }

  /** Adds what is charged besides the resources. */
  charge(charges: readonly SeededCharge[]): void {
    this.#seeded.push(...charges);
  }

  /** All lines of the days from the first on and before the second. */
  lines(from: string, to: string): readonly BillLine[] {
    const days = daysOf(from, to);
    const ofResources = this.#charged().flatMap(({ charges, tags, since }) =>
      days
        .filter((day) => Date.parse(day) >= since)
        .flatMap((day) => charges.map((one) => ({ ...one, day, tags, recordType: 'Usage' }))),
    );
    const seeded = this.#seeded.filter(({ day }) => day >= from && day < to);
    return [
      ...ofResources,
      ...seeded.map(({ recordType = 'Usage', tags = {}, ...one }) => ({ ...one, recordType, tags })),
    ];
  }

  #charged(): readonly {
    charges: readonly DailyCharge[];
    tags: BillLine['tags'];
    since: number;
  }[] {
    const resources = Object.entries(RATES).flatMap(([type, rate]) =>
      this.#estate.list(type).map((one) => ({
        charges: rate(one.properties),
        tags: tagsOf(one),
        since: sinceOf(one),
      })),
    );
    const listed = this.#estate.list('AWS::ECS::Service').map((one) => ({
      charges: this.#listedService(one),
      tags: tagsOf(one),
      since: sinceOf(one),
    }));
    return [...resources, ...listed, ...this.#running()];
  }

  #listedService({ properties }: EstateResource): readonly DailyCharge[] {
    const found = this.#estate.get('AWS::ECS::TaskDefinition', String(properties['taskDefinition']));
    const { cpu, memory, runtimePlatform } = found?.properties ?? {};
    const arm = (runtimePlatform as { cpuArchitecture?: string } | undefined)?.cpuArchitecture === 'ARM64';
    return fargateCharges(
      { cpu: Number(cpu), memory: Number(memory), arm },
      Number(properties['desiredCount']),
    );
  }

  #running() {
    return this.#ecs.services().map((service) => {
      const { cpu = '256', memory = '512' } =
        this.#ecs.definitions.find(service.deployments[0]?.taskDefinitionArn) ?? {};
      const size = { cpu: Number(cpu), memory: Number(memory), arm: false };
      return {
        charges: fargateCharges(size, service.desiredCount),
        tags: this.#ecs.scope.tags.get(service.arn) ?? {},
        since: service.createdAt,
      };
    });
  }
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function sinceOf({ properties }: EstateResource): number {
  for (const name of CREATED) {
    const value = properties[name];
    if (value instanceof Date) return value.getTime();
    if (typeof value === 'number') return value;
  }
  return Number.NEGATIVE_INFINITY;
}

function tagsOf({ properties }: EstateResource): Record<string, string> {
  const tags = (properties['Tags'] ?? properties['TagList'] ?? properties['tags'] ?? []) as readonly {
    Key?: string;
    Value?: string;
    key?: string;
    value?: string;
  }[];
  return Object.fromEntries(tags.map((tag) => [tag.Key ?? tag.key ?? '', tag.Value ?? tag.value ?? '']));
}
