import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';
import type { Lister } from '../lister.ts';

/** Whether AWS Config records the account. */
export const configRecorders: Lister = {
  type: 'AWS::Config::Account',
  actions: ['config:DescribeConfigurationRecorderStatus'],
  async list({ clients, environment: { account, region } }, spend) {
    spend();
    const { ConfigurationRecordersStatus = [] } = await clients(ConfigServiceClient).send(
      new DescribeConfigurationRecorderStatusCommand({}),
    );
    return {
      resources: [
        {
          type: 'AWS::Config::Account',
          id: account,
          arn: `arn:aws:config:${region}:${account}:account`,
          region,
          tags: {},
          properties: {
            Recorders: ConfigurationRecordersStatus.map(({ name, recording }) => ({ name, recording })),
          },
        },
      ],
    };
  },
};
