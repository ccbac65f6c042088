// Nothing of it is Grantwright's: the processor was not run, so that it cannot say why.
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /Application\.java:\[9,10\] cannot find symbol\s+(\[ERROR\]\s+)?symbol:\s+class NotesClient/
assert !log.contains('[GW')
assert !new File(basedir, 'target/generated-sources/annotations/com').exists()
return true
