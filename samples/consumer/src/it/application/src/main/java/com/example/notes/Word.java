package com.example.notes;

/** Read by Moshi's reflection. */
public final class Word {
  String text = "";
  int count;
}
