import { describe, expect, it } from 'vitest';
import { isBound, openStatements } from './policy-document.ts';

const allow = (more: object) => ({
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more }],
});

describe('a statement for everybody', () => {
  it.each([
    ['a star', { Principal: '*' }],
    ['a star among names', { Principal: { AWS: ['arn:aws:iam::1:root', '*'] } }],
    ['all but somebody', { NotPrincipal: { AWS: 'arn:aws:iam::1:root' } }],
    [
      'a condition that only asks for TLS',
      { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [
      'a condition that leaves one out',
      { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
    [
      'a condition that any value meets',
      { Principal: '*', Condition: { StringLike: { 'aws:PrincipalArn': '*' } } },
    ],
  ])('%s is open', (_what, more) => {
    expect(openStatements(JSON.stringify(allow(more)))).toHaveLength(1);
  });

  it.each([
    ['bound to an account', { StringEquals: { 'AWS:SourceAccount': '1' } }],
    ['bound to a network', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }],
    ['bound to a source', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:1:*' } }],
  ])('%s is not open', (_what, Condition) => {
    expect(isBound({ Condition })).toBe(true);
    expect(openStatements(allow({ Principal: '*', Condition }))).toEqual([]);
  });

  it('of a service or a denial is not open', () => {
    expect(openStatements(allow({ Principal: { Service: 'sns.amazonaws.com' } }))).toEqual([]);
    expect(openStatements(allow({ Principal: '*', Effect: 'Deny' }))).toEqual([]);
    expect(openStatements(null)).toEqual([]);
  });
});
