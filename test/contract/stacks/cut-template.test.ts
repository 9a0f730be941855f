import { expect, it } from 'vitest';
import { cutTemplate } from './cut-template.ts';
import { CUTS } from './cuts.ts';
import { references } from './template.ts';

const placeholder = (name: string) => `\${${name}}`;
const CUT = [{ type: 'Cut', reason: '' }];

it('takes out what is listed, and what refers to it, however far away', () => {
  const { template, found, fallen } = cutTemplate(
    {
      Resources: {
        Api: { Type: 'Cut' },
        Permission: {
          Type: 'Permission',
          Properties: { SourceArn: { 'Fn::Sub': `arn:${placeholder('Api')}/*` } },
        },
        Further: { Type: 'Further', Properties: { Of: [{ 'Fn::GetAtt': ['Permission', 'Arn'] }] } },
        Kept: { Type: 'Kept', DependsOn: ['Api', 'Other'], Properties: { Of: { Ref: 'Other' } } },
        Other: { Type: 'Other', DependsOn: 'Api' },
      },
      Outputs: { Url: { Value: { Ref: 'Api' } }, Name: { Value: { Ref: 'Kept' } } },
    },
    CUT,
  );
  expect(template).toEqual({
    Resources: {
      Kept: { Type: 'Kept', DependsOn: ['Other'], Properties: { Of: { Ref: 'Other' } } },
      Other: { Type: 'Other' },
    },
    Outputs: { Name: { Value: { Ref: 'Kept' } } },
  });
  expect([found, fallen]).toEqual([['Cut'], ['Permission', 'Further']]);
});

it('finds every kind of reference', () => {
  const part = [
    { Ref: 'A' },
    { 'Fn::GetAtt': ['B', 'Arn'] },
    { 'Fn::GetAtt': 'C.Arn' },
    { 'Fn::Sub': `${placeholder('D.Arn')} ${placeholder('AWS::Region')} ${placeholder('E')}` },
    { 'Fn::Sub': [placeholder('X'), { X: { Ref: 'F' } }] },
  ];
  expect(references(part)).toEqual(['A', 'B', 'C', 'D', 'E', 'X', 'F']);
});

it('lets a table of one region stand for a global one with one replica', () => {
  const table = {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      TableName: 'operate',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        { Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: 'key' }, DeletionProtectionEnabled: true },
      ],
    },
  };
  expect(cutTemplate({ Resources: { Table: table } }, CUTS).template.Resources['Table']).toEqual({
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'operate',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'key' },
      DeletionProtectionEnabled: true,
    },
  });
});
