package com.example.notes;

import static com.example.notes.Titles.assertEquals;

import io.grantwright.annotations.Fakes;
import java.util.List;
import java.util.Optional;

// README: Tests of what uses a client, 1
