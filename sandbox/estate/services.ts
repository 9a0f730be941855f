import { AccessAnalyzer } from '../access-analyzer/access-analyzer.ts';
import { ApiGateway } from '../api-gateway/api-gateway.ts';
import { listedTrails } from '../cloudtrail/listed-trails.ts';
import { Config } from '../config/config.ts';
import { listedBackups } from '../dynamodb/listed-backups.ts';
import { securityGroups } from '../ec2/security-groups.ts';
import { listedRepositories } from '../ecr/listed-repositories.ts';
import { listedBalancers } from '../elbv2/listed-balancers.ts';
import { listedBuses } from '../eventbridge/listed-buses.ts';
import { GuardDuty } from '../guardduty/guardduty.ts';
import { IamApi } from '../iam/iam-api.ts';
import { Inspector2 } from '../inspector2/inspector2.ts';
import { Kms } from '../kms/kms.ts';
import { listedReach } from '../lambda/listed-reach.ts';
import { listedSecrets } from '../secrets-manager/listed-secrets.ts';
import { SecurityHub } from '../security-hub/security-hub.ts';
import type { SandboxService } from '../service.ts';
import { listedTopics } from '../sns/listed-topics.ts';
import { listedQueues } from '../sqs/listed-queues.ts';
import { listedMachines } from '../step-functions/listed-machines.ts';
import { XRay } from '../xray/x-ray.ts';
import type { Described } from './described.ts';

/**
 * Services that say what the estate has, and nothing runs behind them.
 * @param running services of which something runs: they answer for what the estate does not have
 */
export function estateServices(described: Described, running: readonly SandboxService[]): SandboxService[] {
  return [
    new IamApi(described),
    new Kms(described),
    new GuardDuty(described),
    new XRay(described),
    new SecurityHub(described),
    new Inspector2(described),
    new AccessAnalyzer(described),
    new Config(described),
    new ApiGateway(described),
    listedTrails(described, running),
    listedBackups(described),
    securityGroups(described),
    listedRepositories(described),
    listedBalancers(described, running),
    listedBuses(described),
    listedReach(described),
    listedSecrets(described),
    listedTopics(described),
    listedQueues(described, running),
    listedMachines(described, running),
  ];
}
