import oidc from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { serve } from '../serve.mjs';

// An accessor in this version.
serve((issuer, configuration) => new oidc.Provider(issuer, configuration).callback, MemoryAdapter, import.meta.url);
