import { type Described, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

/** AWS Config as far as it records. */
export class Config implements SandboxService {
  readonly client = 'ConfigServiceClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope }: Described) {
    this.commands = {
      DescribeConfigurationRecorderStatus: reading(
        'config:DescribeConfigurationRecorderStatus',
        () => ({
          ConfigurationRecordersStatus: estate.list('AWS::Config::Account')[0]?.properties['Recorders'] ?? [],
        }),
        () => `arn:aws:config:${scope.region}:${scope.accountId}:configuration-recorder/*`,
      ),
    };
  }
}
