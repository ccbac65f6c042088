// What the processor writes depends on nothing but its input: neither on how javac finds the SDK, nor on
// the JDK.
def generated = { File application, String module ->
  def directory = new File(application, "$module/target/generated-sources/annotations/com/example/notes")
  assert directory.list() : "Nothing was generated in $directory."
  directory.listFiles().collectEntries { [it.name, it.getText('UTF-8')] }
}

def expected = generated(new File(builtBefore), 'class-path')
assert generated(basedir, 'class-path') == expected
assert generated(basedir, 'module-path') == expected
return true
