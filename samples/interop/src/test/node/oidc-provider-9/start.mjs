import Provider from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { serve } from '../serve.mjs';

serve((issuer, configuration) => new Provider(issuer, configuration).callback(), MemoryAdapter, import.meta.url);
