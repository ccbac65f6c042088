/** The vocabulary of descriptors; read by the processor, never at run time. */
module io.grantwright.annotations {
  exports io.grantwright.annotations;
}
