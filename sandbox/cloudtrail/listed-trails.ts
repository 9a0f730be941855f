import type { GetTrailStatusCommandInput } from '@aws-sdk/client-cloudtrail';
import { besides, runningCommand } from '../estate/besides.ts';
import { type Described, members } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

const CLIENT = 'CloudTrailClient';
const TYPE = 'AWS::CloudTrail::Trail';
const SHOWN = ['IsMultiRegionTrail', 'IncludeGlobalServiceEvents', 'LogFileValidationEnabled', 'KmsKeyId'];

/** Trails of the estate beside those whose events reach the bus. */
export function listedTrails(
  { estate, scope }: Described,
  running: readonly SandboxService[],
): SandboxService {
  const begin = `arn:aws:cloudtrail:${scope.region}:${scope.accountId}:trail/`;
  const find = (arn = '') => estate.get(TYPE, arn.slice(begin.length));
  const describe = runningCommand(running, CLIENT, 'DescribeTrails');
  const all: Command<unknown> = {
    run: async (input, call) => {
      const { trailList } = (await describe.run(input, call)) as { trailList: object[] };
      const listed = estate.list(TYPE).map((trail) => ({
        ...members(trail, SHOWN),
        Name: trail.id,
        TrailARN: `${begin}${trail.id}`,
        HomeRegion: scope.region,
      }));
      return { trailList: [...trailList, ...listed] };
    },
    needs: (input, call) => describe.needs(input, call),
  };
  return {
    client: CLIENT,
    commands: {
      DescribeTrails: all as Command,
      GetTrailStatus: besides<GetTrailStatusCommandInput>(
        runningCommand(running, CLIENT, 'GetTrailStatus'),
        ({ Name }) => find(Name) !== undefined,
        ({ Name }) => ({ IsLogging: find(Name)?.properties['IsLogging'] === true }),
      ),
    },
  };
}
