/** The vocabulary of descriptors. */
module io.grantwright.annotations {}
