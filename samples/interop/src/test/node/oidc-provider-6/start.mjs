import oidc from 'oidc-provider';
import { serve } from '../serve.mjs';

// An accessor in this version.
serve((issuer, configuration) => new oidc.Provider(issuer, configuration).callback, import.meta.url);
