/**
 * From a descriptor to its client, inside javac. Nothing is exported: a processor is found as a
 * service, and has no API.
 */
@SuppressWarnings("requires-automatic")
module io.grantwright.processor {
  requires com.palantir.javapoet;
  requires io.grantwright.annotations;
  requires java.compiler;
  requires org.snakeyaml.engine;
  requires static com.google.auto.service;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      io.grantwright.processor.DescriptorProcessor;
}
