package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import java.util.List;

@Model
record Page(List<String> titles) {}
