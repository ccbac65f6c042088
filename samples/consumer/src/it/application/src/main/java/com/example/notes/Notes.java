package com.example.notes;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.OAuthError;
import java.util.List;
import java.util.Optional;

// README: A descriptor, 1
