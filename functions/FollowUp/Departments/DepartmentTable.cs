using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Departments;

/// <summary>The register of departments, as a whole and in immutable versions.</summary>
public sealed class DepartmentTable
{
    private const string Document = "departments";
    private readonly DocumentTable _documents;

    public DepartmentTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    /// <summary>Returns the version's number. The same register again adds nothing.</summary>
    public Task<int> AddAsync(DepartmentRegister register, VersionOrigin origin, CancellationToken cancellation) =>
        _documents.AddAsync(Document, register, cancellation, origin);

    /// <returns>The version's number; null where another version has come after <paramref name="before"/>: read again.</returns>
    public Task<int?> ChangeAsync(int before, DepartmentRegister register, VersionOrigin origin, CancellationToken cancellation) =>
        _documents.AddAsync(Document, register, before, cancellation, origin);

    /// <summary>How each version came to be, the oldest first; null where that was not recorded yet.</summary>
    public Task<IReadOnlyList<(int Version, VersionOrigin? About)>> HistoryAsync(CancellationToken cancellation) =>
        _documents.ListAsync<VersionOrigin>(Document, cancellation);

    /// <summary>The newest version; version 0 is empty.</summary>
    public async Task<(int Version, DepartmentRegister Register)> NewestAsync(CancellationToken cancellation) =>
        await _documents.NewestAsync<DepartmentRegister>(Document, cancellation) ?? (0, DepartmentRegister.Empty);

    public async Task<DepartmentRegister> GetAsync(int version, CancellationToken cancellation) =>
        await _documents.GetAsync<DepartmentRegister>(Document, version, cancellation);
}
