import Provider from 'oidc-provider';
import { serve } from '../serve.mjs';

serve((issuer, configuration) => new Provider(issuer, configuration).callback(), import.meta.url);
