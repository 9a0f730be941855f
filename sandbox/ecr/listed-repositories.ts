import {
  type DescribeRepositoriesCommandInput,
  type GetRepositoryPolicyCommandInput,
  type PutImageScanningConfigurationCommandInput,
  RepositoryNotFoundException,
  RepositoryPolicyNotFoundException,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../elbv2/page.ts';
import { type Described, members, reading } from '../estate/described.ts';
import type { EstateResource } from '../estate/estate.ts';
import type { SandboxService } from '../service.ts';

const TYPE = 'AWS::ECR::Repository';
const PAGE_SIZE = 100;
const SHOWN = ['imageScanningConfiguration', 'imageTagMutability', 'encryptionConfiguration'];

interface Named {
  readonly repositoryName: string | undefined;
}

/** Repositories of the estate with their settings. */
export function listedRepositories({ estate, scope }: Described): SandboxService {
  const arn = (name: string) => `arn:aws:ecr:${scope.region}:${scope.accountId}:repository/${name}`;
  const find = ({ repositoryName = '' }: Named): EstateResource => {
    const repository = estate.get(TYPE, repositoryName);
    if (repository) return repository;
    throw new RepositoryNotFoundException({
      message: `The repository with name '${repositoryName}' does not exist in the registry`,
      $metadata: { httpStatusCode: 400 },
    });
  };
  return {
    client: 'ECRClient',
    commands: {
      DescribeRepositories: reading<DescribeRepositoriesCommandInput>(
        'ecr:DescribeRepositories',
        ({ nextToken, maxResults }) => {
          const { items, next } = pageOf(estate.list(TYPE), nextToken, maxResults ?? PAGE_SIZE);
          const repositories = items.map((one) => ({
            ...members(one, SHOWN),
            repositoryName: one.id,
            repositoryArn: arn(one.id),
          }));
          return { repositories, ...(next !== undefined && { nextToken: next }) };
        },
        () => arn('*'),
      ),
      GetRepositoryPolicy: reading<GetRepositoryPolicyCommandInput>(
        'ecr:GetRepositoryPolicy',
        (input) => {
          const { Policy: policyText } = find(input).properties;
          if (typeof policyText === 'string') return { repositoryName: input.repositoryName, policyText };
          throw new RepositoryPolicyNotFoundException({
            message: 'Repository policy does not exist',
            $metadata: { httpStatusCode: 400 },
          });
        },
        ({ repositoryName = '' }) => arn(repositoryName),
      ),
      PutImageScanningConfiguration: reading<PutImageScanningConfigurationCommandInput>(
        'ecr:PutImageScanningConfiguration',
        (input) => {
          const { imageScanningConfiguration } = input;
          const { id, properties } = find(input);
          estate.put(TYPE, id, { ...properties, imageScanningConfiguration });
          return { repositoryName: id, imageScanningConfiguration };
        },
        ({ repositoryName = '' }) => arn(repositoryName),
      ),
    },
  };
}
