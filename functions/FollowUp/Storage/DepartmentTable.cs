using FollowUp.Departments;

namespace FollowUp.Storage;

/// <summary>The register of departments, as a whole and in immutable versions.</summary>
public sealed class DepartmentTable
{
    private const string Document = "departments";
    private readonly DocumentTable _documents;

    public DepartmentTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    public Task<int> AddAsync(DepartmentRegister register, CancellationToken cancellation) =>
        _documents.AddAsync(Document, register, cancellation);

    /// <returns>False where another version has come after <paramref name="before"/>: read again.</returns>
    public async Task<bool> ChangeAsync(int before, DepartmentRegister register, CancellationToken cancellation) =>
        await _documents.AddAsync(Document, register, before, cancellation) != null;

    /// <summary>The newest version; version 0 is empty.</summary>
    public async Task<(int Version, DepartmentRegister Register)> NewestAsync(CancellationToken cancellation) =>
        await _documents.NewestAsync<DepartmentRegister>(Document, cancellation) ?? (0, DepartmentRegister.Empty);

    public async Task<DepartmentRegister> GetAsync(int version, CancellationToken cancellation) =>
        await _documents.GetAsync<DepartmentRegister>(Document, version, cancellation);
}
