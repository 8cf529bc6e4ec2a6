import { defineCountry } from '@smile/core';

/** What all environments of Indonesia share. */
export const indonesia = defineCountry({
  id: 'indonesia',
  region: 'ap-southeast-3',
  timeZone: 'Asia/Jakarta',
  domain: 'smile.example',
  namePrefix: 'smile',
  owner: 'platform@smile.example',
  costCentre: 'smile-indonesia',
  operatorCidrs: ['203.0.113.0/24'],
});
