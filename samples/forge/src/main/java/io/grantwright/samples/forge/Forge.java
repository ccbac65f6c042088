package io.grantwright.samples.forge;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Body;
import io.grantwright.annotations.Delete;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.IdempotencyKey;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Multipart;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.PagedByCursor;
import io.grantwright.annotations.PagedByLink;
import io.grantwright.annotations.PagedByNumber;
import io.grantwright.annotations.Patch;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Put;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.Retry;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Timeouts;
import io.grantwright.runtime.call.Download;
import io.grantwright.runtime.call.EventStream;
import io.grantwright.runtime.call.Pages;
import io.grantwright.runtime.call.Upload;
import io.grantwright.runtime.json.OpenEnum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A forge: people keep repositories there, talk about changes, and give away releases. No server
 * has this API, which is in the public domain; many have one like it.
 */
@SdkClient(name = "Forge", server = "https://forge.example/api")
@Naming(Naming.Case.SNAKE)
@Bearer(environment = "FORGE_TOKEN")
@Timeouts(attemptMillis = 10_000, totalMillis = 60_000)
@Retry(initialIntervalMillis = 200, maxIntervalMillis = 5_000, maxElapsedMillis = 30_000)
@Fails(
    status = {"4XX", "5XX"},
    contentType = "application/problem+json",
    as = Problem.class)
public interface Forge extends Labels {
  /**
   * Who one is.
   *
   * @return what the forge answers
   */
  @Get("me")
  Person me();

  /**
   * Changes one's own account.
   *
   * @param changes what is to change
   * @return what the forge answers
   */
  @Patch("me")
  Person changeMe(Person.Changes changes);

  /**
   * Replaces one's picture.
   *
   * @param picture the picture
   */
  @Put("me/picture")
  void replacePicture(Upload picture);

  /**
   * Lists one's public keys.
   *
   * @return what the forge answers
   */
  @Get("me/keys")
  List<Person.Key> keys();

  /**
   * Adds a public key.
   *
   * @param title what it is for
   * @param key the key, as OpenSSH writes it
   * @return what the forge answers
   */
  @Post("me/keys")
  Person.Key addKey(String title, String key);

  /**
   * Removes a public key.
   *
   * @param id which one
   */
  @Delete("me/keys/{id}")
  void removeKey(@Path long id);

  /**
   * Reads about a person.
   *
   * @param login the name of the account
   * @return what the forge answers
   */
  @Get("people/{login}")
  Person person(@Path String login);

  /**
   * Finds people by the beginning of their names.
   *
   * @param starts the beginning of the name
   * @param cursor where to begin
   * @return what the forge answers
   */
  @Get("people")
  @PagedByCursor(next = "next")
  Pages<Listing.People, Person> people(Optional<String> starts, Optional<String> cursor);

  /**
   * Whether a person is followed, which is nothing, or a failure.
   *
   * @param login the name of the account
   */
  @Get("me/follows/{login}")
  void checkFollows(@Path String login);

  /**
   * Follows a person.
   *
   * @param login the name of the account
   */
  @Put("me/follows/{login}")
  void follow(@Path String login);

  /**
   * Follows a person no longer.
   *
   * @param login the name of the account
   */
  @Delete("me/follows/{login}")
  void unfollow(@Path String login);

  /**
   * Lists repositories.
   *
   * @param topic only those about this
   * @param visibility only those that these people see
   * @param cursor where to begin
   * @return what the forge answers
   */
  @Get("repositories")
  @PagedByCursor(next = "next")
  Pages<Listing.Repositories, Repository> repositories(
      Optional<String> topic,
      Optional<OpenEnum<Repository.Visibility>> visibility,
      Optional<String> cursor);

  /**
   * Makes a repository.
   *
   * @param repository which repository
   * @return what the forge answers
   */
  @Post("repositories")
  @IdempotencyKey
  Repository makeRepository(Repository.New repository);

  /**
   * Reads about a repository.
   *
   * @param owner whose repository
   * @param repository which repository
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}")
  Repository repository(@Path String owner, @Path String repository);

  /**
   * Changes a repository.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param changes what is to change
   * @return what the forge answers
   */
  @Patch("repositories/{owner}/{repository}")
  Repository changeRepository(
      @Path String owner, @Path String repository, Repository.Changes changes);

  /**
   * Removes a repository with all that is in it.
   *
   * @param owner whose repository
   * @param repository which repository
   */
  @Delete("repositories/{owner}/{repository}")
  void removeRepository(@Path String owner, @Path String repository);

  /**
   * Copies a repository into one's own.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param name the name
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/copies")
  @IdempotencyKey
  Repository copy(@Path String owner, @Path String repository, Optional<String> name);

  /**
   * Lists the members of a repository.
   *
   * @param owner whose repository
   * @param repository which repository
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/members")
  List<Person.Member> members(@Path String owner, @Path String repository);

  /**
   * Says what a member may do.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param login the name of the account
   * @param may what the member may do
   */
  @Put("repositories/{owner}/{repository}/members/{login}")
  void putMember(
      @Path String owner, @Path String repository, @Path String login, @Body List<String> may);

  /**
   * Removes a member.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param login the name of the account
   */
  @Delete("repositories/{owner}/{repository}/members/{login}")
  void removeMember(@Path String owner, @Path String repository, @Path String login);

  /**
   * Lists branches.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param guarded only those that are, or are not
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/branches")
  @PagedByLink
  Pages<List<Repository.Branch>, Repository.Branch> branches(
      @Path String owner, @Path String repository, @Nullable Boolean guarded);

  /**
   * Makes a branch.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param name the name
   * @param commit the commit that it is to point to
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/branches")
  Repository.Branch makeBranch(
      @Path String owner, @Path String repository, String name, String commit);

  /**
   * Removes a branch.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param name the name
   */
  @Delete("repositories/{owner}/{repository}/branches/{name}")
  void removeBranch(@Path String owner, @Path String repository, @Path String name);

  /**
   * Lists commits, the newest first.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param branch only those of this branch
   * @param since only those from this moment on
   * @param until only those up to this moment
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/commits")
  @PagedByLink
  Pages<List<Repository.Commit>, Repository.Commit> commits(
      @Path String owner,
      @Path String repository,
      Optional<String> branch,
      Optional<Instant> since,
      Optional<Instant> until);

  /**
   * Reads a commit.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param id which one
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/commits/{id}")
  Repository.Commit commit(@Path String owner, @Path String repository, @Path String id);

  /**
   * Reads the change of a commit, as text.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param id which one
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/commits/{id}/patch")
  String patch(@Path String owner, @Path String repository, @Path String id);

  /**
   * Reads a file.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param path the path of the file
   * @param at the branch, the tag or the commit; the main branch if it is absent
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/file")
  byte[] file(@Path String owner, @Path String repository, String path, Optional<String> at);

  /**
   * Downloads all files.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param at the branch, the tag or the commit; the main branch if it is absent
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/archive")
  Download archive(@Path String owner, @Path String repository, Optional<String> at);

  /**
   * Lists issues.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param filter which ones
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/issues")
  @PagedByCursor(next = "next")
  Pages<Listing.Issues, Issue> issues(
      @Path String owner, @Path String repository, Issue.Filter filter);

  /**
   * Opens an issue.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param issue the issue
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/issues")
  @IdempotencyKey
  Issue openIssue(@Path String owner, @Path String repository, Issue.New issue);

  /**
   * Reads an issue.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/issues/{number}")
  Issue issue(@Path String owner, @Path String repository, @Path int number);

  /**
   * Changes an issue.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @param changes what is to change
   * @return what the forge answers
   */
  @Patch("repositories/{owner}/{repository}/issues/{number}")
  Issue changeIssue(
      @Path String owner, @Path String repository, @Path int number, Issue.Changes changes);

  /**
   * Lists comments, the oldest first.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @param page which page to begin with
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/issues/{number}/comments")
  @PagedByNumber
  Pages<List<Issue.Comment>, Issue.Comment> comments(
      @Path String owner, @Path String repository, @Path int number, Optional<Integer> page);

  /**
   * Says something.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @param text what is said
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/issues/{number}/comments")
  @IdempotencyKey
  Issue.Comment comment(@Path String owner, @Path String repository, @Path int number, String text);

  /**
   * Takes back a comment.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param id which one
   */
  @Delete("repositories/{owner}/{repository}/comments/{id}")
  void removeComment(@Path String owner, @Path String repository, @Path long id);

  /**
   * Proposes a change.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param proposal the proposal
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/proposals")
  @IdempotencyKey
  Proposal propose(@Path String owner, @Path String repository, Proposal.New proposal);

  /**
   * Reads a proposal.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/proposals/{number}")
  Proposal proposal(@Path String owner, @Path String repository, @Path int number);

  /**
   * Merges a proposal, now or soon.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param number the number
   * @param expectedHead the commit that is to be merged; another one is refused
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/proposals/{number}/merge")
  @Timeouts(attemptMillis = 60_000, totalMillis = 60_000)
  Proposal.Merge merge(
      @Path String owner,
      @Path String repository,
      @Path int number,
      @Field("expected_head") Optional<String> expectedHead);

  /**
   * Lists releases.
   *
   * @param owner whose repository
   * @param repository which repository
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/releases")
  @PagedByLink
  Pages<List<Release>, Release> releases(@Path String owner, @Path String repository);

  /**
   * Releases.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param release the release
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/releases")
  @IdempotencyKey
  Release release(@Path String owner, @Path String repository, Release.New release);

  /**
   * Adds files to a release.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param tag the tag of the release
   * @param note what is said of them
   * @param file the files
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/releases/{tag}/files")
  @Multipart
  @Timeouts(attemptMillis = 600_000, totalMillis = 600_000)
  List<Release.ReleasedFile> addFiles(
      @Path String owner,
      @Path String repository,
      @Path String tag,
      Optional<String> note,
      List<Upload> file);

  /**
   * Downloads a file of a release.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param id which one
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/files/{id}")
  Download releasedFile(@Path String owner, @Path String repository, @Path long id);

  /**
   * Lists who is told what happens.
   *
   * @param owner whose repository
   * @param repository which repository
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/hooks")
  List<Hook> hooks(@Path String owner, @Path String repository);

  /**
   * Tells an address what happens.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param hook the address, and what it is told of
   * @return what the forge answers
   */
  @Post("repositories/{owner}/{repository}/hooks")
  Hook addHook(@Path String owner, @Path String repository, Hook.New hook);

  /**
   * Tells an address no longer.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param id which one
   */
  @Delete("repositories/{owner}/{repository}/hooks/{id}")
  void removeHook(@Path String owner, @Path String repository, @Path long id);

  /**
   * Watches a repository.
   *
   * @param owner whose repository
   * @param repository which repository
   * @param after the last event that is known
   * @return what the forge answers
   */
  @Get("repositories/{owner}/{repository}/happenings")
  EventStream<Happening> watch(
      @Path String owner, @Path String repository, @Header("Last-Event-ID") Optional<String> after);

  /**
   * Finds people, and lines of files.
   *
   * @param words what is looked for
   * @param page which page to begin with
   * @return what the forge answers
   */
  @Get("search")
  @PagedByNumber(items = "found", last = "pages")
  Pages<Listing.Hits, Hit> search(@Query("q") String words, Optional<Integer> page);

  /**
   * Shows text as the forge shows it: as HTML.
   *
   * @param text the text
   * @param repository which repository
   * @return what the forge answers
   */
  @Post("rendering")
  @FormBody
  @Idempotent
  String render(String text, Optional<String> repository);
}
